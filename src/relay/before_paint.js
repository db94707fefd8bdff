{
let wanted = location.search;
try { wanted += "&" + localStorage.getItem("bm.affichage") } catch {}
document.documentElement.className = (/[?&]grand/.test(wanted) ? "large " : "") + (/[?&]contraste/.test(wanted) ? "contrast" : "");
}
