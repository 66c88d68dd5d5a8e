// Style and script of the HTML report: ours, inline, no external resource. The page allows this script by its
// hash and nothing else, so that no text in a report can ever run. Internal to core/report.
#pragma once

#include <string_view>

namespace anchorage::report {

inline constexpr std::string_view htmlStyle = R"(
:root{color-scheme:light dark;--b:#fff;--f:#1b1e23;--l:#d5d9df;--d:#5b6470;--h:#f2f4f7;--r:#b3261e;--g:#1f7a3d;--y:#8a5a00}
@media(prefers-color-scheme:dark){:root{--b:#17191d;--f:#e3e6ea;--l:#373c44;--d:#9aa4b1;--h:#22262c;--r:#ff8a80;--g:#7bd88f;--y:#e6b455}}
body{background:var(--b);color:var(--f);font:14px/1.45 system-ui,sans-serif;margin:1.5rem auto;max-width:110rem;padding:0 1rem}
h1{font-size:1.5rem;margin:0 0 .2rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--l);padding:.25rem .6rem .25rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:var(--h);position:sticky;top:0;white-space:nowrap}th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid}
th[aria-sort=ascending] button::after{content:" \25B2"}th[aria-sort=descending] button::after{content:" \25BC"}
td.n{text-align:right;font-variant-numeric:tabular-nums;padding-right:1.2rem}pre,code{font:12px/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0}
.bad{color:var(--r)}.good{color:var(--g)}.warn{color:var(--y)}.dim{color:var(--d)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}dt{color:var(--d)}dd{margin:0;overflow-wrap:anywhere}
input{font:inherit;padding:.2rem .4rem;width:20rem;max-width:100%;margin:.2rem 0 .5rem}
)";

/// Sorts by a column when its head is pressed; hides rows that do not hold the typed text.
inline constexpr std::string_view htmlScript = R"(
for(const table of document.querySelectorAll("table.sort")){
  table.tHead.querySelectorAll("th").forEach((th,column)=>{
    const button=document.createElement("button");button.textContent=th.textContent;th.textContent="";th.append(button);
    button.addEventListener("click",()=>{
      const up=th.getAttribute("aria-sort")!=="ascending";
      table.tHead.querySelectorAll("th").forEach(other=>other.removeAttribute("aria-sort"));
      th.setAttribute("aria-sort",up?"ascending":"descending");
      const key=row=>row.cells[column].dataset.v??row.cells[column].textContent;
      const rows=Array.from(table.tBodies[0].rows,row=>[key(row),row]);
      const numbers=th.dataset.n!==undefined;
      rows.sort((a,b)=>(numbers?a[0]-b[0]:a[0].localeCompare(b[0]))*(up?1:-1));
      table.tBodies[0].append(...rows.map(row=>row[1]));
    });
  });
}
for(const input of document.querySelectorAll("input[data-for]")){
  const body=document.getElementById(input.dataset.for).tBodies[0];
  input.addEventListener("input",()=>{
    const wanted=input.value.toLowerCase();
    for(const row of body.rows)row.hidden=!row.textContent.toLowerCase().includes(wanted);
  });
}
)";

} // namespace anchorage::report
