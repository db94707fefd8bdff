//! The page around the app: its address, language, title and focus.

#[cfg(target_arch = "wasm32")]
use {leptos::prelude::document, wasm_bindgen::JsCast};

/// The path of the deployment's root with a slash at both ends, such as `/` or `/bon-moment/`.
pub fn base_path() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let base = document().base_uri().ok().flatten();
        let path = base.and_then(|uri| web_sys::Url::new(&uri).ok()).map(|url| url.pathname());
        // A base without <base> ends with the page's own name.
        return path.and_then(|p| p.rfind('/').map(|end| p[..=end].to_owned())).unwrap_or_else(|| "/".to_owned());
    }
    #[cfg(not(target_arch = "wasm32"))]
    "/".to_owned()
}

/// The path of the page's own address.
pub fn current_path() -> String {
    #[cfg(target_arch = "wasm32")]
    return leptos::prelude::window().location().pathname().unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}

/// A parameter of the page's own address.
pub fn query_parameter(name: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        let search = leptos::prelude::window().location().search().ok()?;
        return web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name);
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = name;
        None
    }
}

/// Writes another address into the browser's bar, in the place of the present one: nothing is added to the history.
pub fn replace_address(address: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Ok(history) = leptos::prelude::window().history() {
        // A browser that refuses keeps showing the old address, which still leads to this page.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = address;
}

/// Loads another page in the place of this one: going back does not lead here again.
pub fn leave_for(address: &str) {
    #[cfg(target_arch = "wasm32")]
    // Only an address that is none is refused.
    let _ = leptos::prelude::window().location().replace(address);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = address;
}

/// Shows the beginning of the page.
pub fn scroll_to_top() {
    #[cfg(target_arch = "wasm32")]
    leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Opens the browser's own dialogue for printing.
pub fn print() {
    #[cfg(target_arch = "wasm32")]
    // A browser that cannot print does nothing, and its menu still can.
    let _ = leptos::prelude::window().print();
}

/// The content of `<meta name=…>`.
pub fn meta(name: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        let element = document().query_selector(&format!("meta[name='{name}']")).ok()??;
        return element.get_attribute("content");
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = name;
        None
    }
}

/// `relative` as an address that does not depend on the page.
pub fn absolute(relative: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        return web_sys::Url::new_with_base(relative, &base).map_or_else(|_| relative.to_owned(), |url| url.href());
    }
    #[cfg(not(target_arch = "wasm32"))]
    relative.to_owned()
}

/// The server's name in an address; `None` when it is no address.
pub fn host_of(address: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return web_sys::Url::new(address).ok().map(|url| url.host());
    #[cfg(not(target_arch = "wasm32"))]
    address.split('/').nth(2).map(str::to_owned)
}

/// The languages that the person prefers, the most wanted first.
pub fn preferred_languages() -> Vec<String> {
    #[cfg(target_arch = "wasm32")]
    return leptos::prelude::window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
    #[cfg(not(target_arch = "wasm32"))]
    Vec::new()
}

pub fn set_title(title: &str) {
    #[cfg(target_arch = "wasm32")]
    document().set_title(title);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = title;
}

/// Screen readers choose their voice by it.
pub fn set_language(code: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(root) = document().document_element() {
        // Setting an attribute that exists cannot fail.
        let _ = root.set_attribute("lang", code);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = code;
}

/// Gives the whole page a class, or takes it away: for a page that has none of the usual frame.
pub fn set_class(class: &str, on: bool) {
    #[cfg(target_arch = "wasm32")]
    if let Some(root) = document().document_element() {
        // A class without white space is never refused.
        let _ = root.class_list().toggle_with_force(class, on);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (class, on);
}

/// Asks public/boot.js to load the page anew, with a newer release if one is there. It first looks whether the network
/// answers, so that a screen on a wall is never left with a browser's error page.
pub fn renew() {
    #[cfg(target_arch = "wasm32")]
    if let Ok(event) = web_sys::Event::new("renew") {
        // Nobody cancels it.
        let _ = leptos::prelude::window().dispatch_event(&event);
    }
}

/// Moves the focus to the page's `h1`, as a browser does by itself when it loads another page.
pub fn focus_heading() {
    focus_on("#app h1");
}

/// Moves the focus to the first element that fits, and leaves the page where it is: going back is to come back to where
/// one was.
pub fn focus_on(selector: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
    {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // What is gone again needs no focus.
        let _ = element.focus_with_options(&options);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = selector;
}

/// Moves the page just so far that the first element that fits is seen.
pub fn reveal(selector: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = selector;
}

/// Moves the focus into the main part.
pub fn focus_main() {
    #[cfg(target_arch = "wasm32")]
    if let Some(main) = document().get_element_by_id("main").and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = main.focus();
        main.scroll_into_view();
    }
}

/// The element that the app grows in, unseen as long as it has nothing to say (`index.html`).
#[cfg(target_arch = "wasm32")]
pub fn root() -> Option<web_sys::HtmlElement> {
    document().get_element_by_id("app")?.dyn_into().ok()
}

/// Shows the app in the place of the static page.
pub fn take_over() {
    #[cfg(target_arch = "wasm32")]
    {
        let (shell, app) = (document().get_element_by_id("shell"), document().get_element_by_id("app"));
        // The shell stays in the page: public/boot.js shows it again when the app cannot go on.
        let _ = shell.map(|shell| shell.set_attribute("hidden", ""));
        let _ = app.map(|app| app.remove_attribute("hidden"));
    }
}
