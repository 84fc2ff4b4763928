// Filters, sorts and unfolds the table. The address has the state: #q=is:fail%20dense&sort=-points, or #s12 for a student.
const table = document.getElementById("table");
const box = document.getElementById("filter");
const count = document.getElementById("count");
const unfold = document.getElementById("unfold");
const heads = [...table.tHead.rows[0].cells];
const bodies = [...table.tBodies];
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const texts = new Map(bodies.map((body) => [body, body.rows[0].textContent.toLowerCase()]));
const MOST = 1000; // lines at a time: a browser takes seconds to lay out ten thousand
let sorted = "";

function holds(body, term) {
  if (term.startsWith("is:")) return body.classList.contains(term.slice(3));
  return texts.get(body).includes(term);
}

function filter(query) {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const body of table.tBodies) {
    const fits = terms.every((term) => holds(body, term));
    found += fits;
    body.hidden = !fits || found > MOST;
  }
  count.textContent = count.dataset.text.replace("#", found) + (found > MOST ? count.dataset.first.replace("#", MOST) : "");
}

function sort(key) {
  if (key === sorted) return;
  const column = heads.findIndex((head) => head.dataset.sort === key.replace("-", ""));
  const descending = key.startsWith("-") ? -1 : 1;
  if (key && column < 0) return;
  sorted = key;
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  if (!key) return table.append(...bodies);
  heads[column].setAttribute("aria-sort", descending < 0 ? "descending" : "ascending");
  const number = heads[column].dataset.kind === "number";
  const cell = (body) => body.rows[0].cells[column].textContent;
  const values = new Map(bodies.map((body) => [body, number ? parseFloat(cell(body)) : cell(body)]));
  const compare = number ? (a, b) => (a || 0) - (b || 0) : collator.compare;
  table.append(...[...bodies].sort((a, b) => descending * compare(values.get(a), values.get(b))));
}

function state() {
  return new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
}

function go(changes) {
  const next = state();
  for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
  history.replaceState(null, "", "#" + (next.size ? next : "students"));
  show();
}

function show() {
  const student = /^#s\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (student) {
    student.hidden = false;
    student.classList.add("open");
    return student.scrollIntoView();
  }
  const { q = "", sort: key = "" } = Object.fromEntries(state());
  box.value = q;
  sort(key);
  filter(q);
}

function toggle(event) {
  const row = event.target.closest("#table > tbody > tr:first-child");
  if (!row || getSelection().toString()) return;
  event.preventDefault();
  row.parentNode.classList.toggle("open");
}

function toggleAll() {
  const open = table.classList.toggle("all");
  bodies.forEach((body) => body.classList.toggle("open", open && !body.hidden));
  [unfold.textContent, unfold.dataset.other] = [unfold.dataset.other, unfold.textContent];
}

for (const head of heads) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => go({ sort: sorted === head.dataset.sort ? "-" + sorted : head.dataset.sort }));
  head.replaceChildren(button);
}
box.addEventListener("input", () => go({ q: box.value }));
table.addEventListener("click", toggle);
unfold.addEventListener("click", toggleAll);
addEventListener("hashchange", () => {
  show();
  if (state().has("q")) document.getElementById("students").scrollIntoView();
});
document.documentElement.classList.add("scripted");
document.getElementById("tools").hidden = false;
show();
