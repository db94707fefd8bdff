// Files in the shape of Enedis', made afresh: a spreadsheet of half-hours, and load curves as CSV.

import { crc32 } from "node:zlib";

export const PRM = "12345678901234";
const HALF_HOUR = 1_800_000;
/** Winter time: the days here lie in January. */
const wall = (time) => new Date(time + 3_600_000).toISOString();
const french = (time) => {
  const [, year, month, day, clock] = /(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(wall(time));
  return `${day}/${month}/${year} ${clock}`;
};
/** Watts of a half-hour: another one each time, more in the evening. */
export const watts = (number) => 150 + ((number * 7919) % 400) + (number % 48 >= 36 && number % 48 < 42 ? 2000 : 0);

/** Half-hours from midnight of a day in January 2026 on: the instants of their beginnings. */
export function halves(day, days) {
  const first = Date.UTC(2026, 0, day) - 3_600_000;
  return Array.from({ length: days * 48 }, (_, number) => ({ from: first + number * HALF_HOUR, watts: watts(number) }));
}

export const kilowattHours = (readings) => readings.reduce((sum, { watts }) => sum + watts / 2000, 0);

export function loadCurve(readings, what = "Consommation") {
  const rows = readings.map(({ from, watts }) => `${wall(from + HALF_HOUR).slice(0, 19)}+01:00;${watts}`);
  return [
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes",
    `${PRM};Courbe de charge;01/01/2026;31/01/2026;Energie active;${what};Comptage Brut;W;30`,
    "Horodate;Valeur",
    ...rows,
  ].join("\r\n");
}

/** A workbook in which every cell is text. */
export function workbook(readings) {
  const rows = [["PRM", PRM], [], ["Début", "Fin", "Valeur (en kW)"]];
  for (const { from, watts } of readings) rows.push([french(from), french(from + HALF_HOUR), `${watts / 1000}`.replace(".", ",")]);
  const strings = rows.flat();
  let next = 0;
  const cell = (row) => (_, column) => `<c r="${"BCD"[column]}${row}" t="s"><v>${next++}</v></c>`;
  const sheet = rows.map((cells, row) => `<row r="${row + 4}">${cells.map(cell(row + 4)).join("")}</row>`).join("");
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = (target, kind) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
  return zip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
    "_rels/.rels": relations("xl/workbook.xml", "officeDocument"),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Consommation Horaire" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml", "worksheet").replace("</Relationships>", `<Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`),
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${strings.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

/** An archive whose parts are stored as they are. */
export function zip(parts) {
  const [bodies, directory] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)];
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(path.length, 22);
    bodies.push(Buffer.from("PK\x03\x04"), shared, path, bytes);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), shared.subarray(0, 26), entry.subarray(2), path);
    offset += 4 + 26 + path.length + bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, list, Buffer.from("PK\x05\x06"), end]);
}

export const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
