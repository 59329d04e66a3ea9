"use strict";
(() => {
  // The page is whole without this: here are a filter, sorting, and cards that open where a link leads to them.
  const open = () => {
    const card = location.hash && document.getElementById(location.hash.slice(1))?.querySelector("details");
    if (card) card.open = true;
  };
  addEventListener("hashchange", open);
  open();

  const table = document.getElementById("table");
  if (!table) return;
  const shown = document.getElementById("shown"), note = shown.textContent;
  const find = document.getElementById("find"), band = document.getElementById("band");
  const rows = [...table.tBodies].map((body, place) => {
    const cells = [...body.rows[0].cells];
    const text = (body.rows[0].textContent + " " + (body.querySelector("summary")?.textContent ?? "")).toLowerCase();
    return { body, place, cells, text, band: cells[2].querySelector("bdi").textContent };
  });

  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const hidden = band.value && row.band !== band.value || !words.every(word => row.text.includes(word));
      row.body.hidden = hidden;
      if (!hidden) count++;
    }
    shown.textContent = words.length || band.value ? `${count} of these ${rows.length} found.` : note;
  };
  find.addEventListener("input", filter);
  band.addEventListener("change", filter);

  const key = (row, column, kind) => {
    const cell = row.cells[column];
    if (kind === "text") return cell.textContent.trim();
    const text = cell.dataset.key ?? cell.textContent.replace("−", "-").replace("+", "");
    return text.trim() === "" || isNaN(text) ? null : Number(text);
  };
  const headings = [...table.tHead.rows[0].cells];
  const sort = (heading, column) => {
    const up = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up > 0 ? "ascending" : "descending");
    const kind = heading.dataset.sort;
    const compare = (a, b) => kind === "text" ? a.localeCompare(b) : a - b;
    const keyed = rows.map(row => ({ row, key: key(row, column, kind) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.row.place - b.row.place;
      return up * compare(a.key, b.key) || a.row.place - b.row.place;
    });
    table.append(...keyed.map(k => k.row.body));
  };
  headings.forEach((heading, column) => {
    if (!heading.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading, column));
    heading.append(button);
  });
  const tools = document.getElementById("tools");
  tools.addEventListener("submit", event => event.preventDefault());
  tools.hidden = false;
})();
