"use strict";

// The page: it hands the texts of the fields to ecrkit, which the WebAssembly program
// sets, and shows what comes back. Every text of the answer is set as text, never as
// HTML.

const fields = ["image", "policy", "agent", "launch"];
const byId = (id) => document.getElementById(id);
const read = () => Object.fromEntries(fields.map((f) => [f, byId(f).value]));

const words = {
  "waiting": "waiting", "nothing-to-decide": "not in ECR", "can-pull": "can be pulled", "undecided": "undecided", "will-fail": "will fail",
};
const labels = { image: "image", policy: "permissions", agent: "agent" };

// element makes an element with attributes and children; a string is text.
function element(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...children);
  return e;
}

// Showing the answer.

function update() {
  setStale(false);
  if (typeof window.ecrkit !== "function") return;
  try {
    show(window.ecrkit(read()));
  } catch {
    stopped(); // half of an answer is none
  }
}

// setStale marks an answer that is about what stood in the fields before.
function setStale(isStale) {
  byId("answer").setAttribute("aria-busy", isStale ? "true" : "false");
}

function show(answer) {
  const images = answer.images ?? [];
  const findings = answer.findings ?? [];
  setText(byId("verdict"), answer.sum);
  byId("verdict").dataset.verdict = answer.verdict;
  byId("images").replaceChildren(...(images.length > 1 ? images.map(showImage) : []));
  byId("findings").replaceChildren(...findings.map(showFinding));
  byId("more").textContent = answer.more ? "and " + answer.more + " more, which are not shown." : "";
  const presumed = answer.presumed ?? [];
  byId("presumed").textContent = presumed.length ? "Presumed, as nobody was asked: " + presumed.join(", ") + "." : "";
  for (const f of ["image", "policy", "agent"]) mark(f, findings);
}

// setText leaves a text alone that stays the same, so that it is not read out again.
function setText(e, text) {
  if (e.textContent !== text) e.textContent = text;
}

function showImage(image) {
  return element("li", {},
    element("b", { "data-verdict": image.verdict }, words[image.verdict]),
    element("code", {}, (image.container ? image.container + ": " : "") + image.text));
}

function showFinding(finding) {
  const item = element("li", {}, element("h3", {},
    element("span", { "data-severity": finding.severity }, finding.severity),
    ", " + labels[finding.field] + (finding.container ? " of container " + finding.container : "")));
  for (const line of finding.message.split("\n")) item.append(element("p", {}, line));
  if (finding.caret) item.append(...showCaret(finding));
  if (finding.why?.length) item.append(element("ul", { class: "why" }, ...finding.why.map((w) => element("li", {}, w))));
  for (const line of finding.fix ? finding.fix.split("\n") : []) item.append(element("p", {}, "Fix: " + line));
  if (finding.paste) item.append(...showPaste(finding));
  return item;
}

// showCaret marks the wrong character. Who does not see it hears line and column.
function showCaret(finding) {
  const c = finding.caret;
  const place = "At " + placeOf(c) + (c.at === "" ? ", the end" : "") + (c.inImage ? ", in the image" : "");
  const line = element("p", { class: "hint" }, place + ". ");
  if (c.start >= 0) {
    const show = element("button", { type: "button" }, "Go there");
    show.setAttribute("aria-label", "Go there, to " + placeOf(c) + (c.inImage ? " of the image" : " of the field"));
    show.addEventListener("click", () => select(finding.field, c));
    line.append(show);
  }
  const wrong = element("span", {}, c.at === "" ? "\u00a0" : c.at);
  return [element("pre", { class: "caret", "aria-hidden": "true" }, c.before, wrong, c.after), line];
}

function placeOf(caret) {
  return (caret.line > 1 ? "line " + caret.line + ", " : "") + "column " + caret.column;
}

function select(field, caret) {
  byId(field).focus();
  byId(field).setSelectionRange(caret.start, caret.end);
}

function showPaste(finding) {
  const text = pretty(finding.paste);
  const copy = element("button", { type: "button" }, "Copy");
  copy.setAttribute("aria-label", "Copy what to write: " + (finding.field === "image" ? "image" : "statements"));
  copy.addEventListener("click", () => copyText(text, "Copied."));
  const lead = finding.fix ? [] : [element("p", {}, "Write:")];
  return [...lead, element("pre", {}, text), copy];
}

// pretty lays out JSON over lines.
function pretty(text) {
  if (!text.startsWith("{")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// where names the container, and the place in the field or in the image.
function where(finding) {
  const parts = finding.container ? ["container " + finding.container] : [];
  if (finding.caret) parts.push("at " + placeOf(finding.caret));
  if (finding.caret?.inImage) parts.push("in the image");
  const text = parts.join(", ");
  return text ? text[0].toUpperCase() + text.slice(1) + ": " : "";
}

// mark says beside a field what is wrong with it.
function mark(field, findings) {
  const wrong = findings.find((f) => f.field === field && (f.severity === "error" || f.caret) && f.severity !== "note");
  const isWrong = wrong !== undefined && byId(field).value.trim() !== "";
  byId(field).setAttribute("aria-invalid", isWrong ? "true" : "false");
  byId(field + "-problem").textContent = isWrong ? where(wrong) + wrong.message.split("\n")[0] : "";
}

// Copying, and links that carry the input behind their #.

async function copyText(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    notify(done);
  } catch {
    notify("The browser does not let this page copy: select the text and copy it by hand.");
  }
}

let noticeEnd;
function notify(text) {
  byId("notice").textContent = text;
  clearTimeout(noticeEnd);
  noticeEnd = setTimeout(() => { byId("notice").textContent = ""; }, 5000);
}

function makeLink() {
  const filled = Object.entries(read()).filter(([, value]) => value !== "");
  history.replaceState(null, "", "#" + new URLSearchParams(filled));
  copyText(location.href, "The link is copied, and stands in the address bar.");
}

function readLink() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!fields.some((f) => given.has(f))) return;
  for (const f of fields) byId(f).value = given.get(f) ?? "";
  update();
}

// Examples.

const role = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";
const host = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const allow = (action, resource) => ({ Effect: "Allow", Action: action, Resource: resource });
const policy = (...statements) => JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
const pulls = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const examples = {
  host: { image: "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1", policy: "AmazonECSTaskExecutionRolePolicy", launch: "FARGATE" },
  permission: {
    image: host + "/app:v1",
    policy: policy(allow(["ecr:GetAuthorizationToken", ...pulls], "arn:aws:ecr:us-east-1:123456789012:repository/app")),
    agent: "1.6.0", launch: "EC2",
  },
  task: {
    image: JSON.stringify({
      family: "web", executionRoleArn: role, requiresCompatibilities: ["FARGATE"],
      containerDefinitions: [
        { name: "app", image: host + "/web/app:v1" },
        { name: "proxy", image: "public.ecr.aws/nginx/nginx:1.29" },
        { name: "sidecar", image: host + "/web/sidecar:${TAG}" },
      ],
    }, null, 2),
    policy: "AmazonECSTaskExecutionRolePolicy",
  },
  good: {
    image: host + "/app:v1",
    policy: policy(allow("ecr:GetAuthorizationToken", "*"), allow(pulls, "arn:aws:ecr:us-east-1:123456789012:repository/app")),
    agent: "Amazon ECS Agent - v1.102.2 (*0be4d2e1)", launch: "EC2",
  },
};

function fill(values) {
  for (const f of fields) byId(f).value = values[f] ?? "";
  update();
}

// Starting.

let typed;
byId("input").addEventListener("input", () => {
  setStale(true);
  clearTimeout(typed);
  typed = setTimeout(update, 150);
});
byId("input").addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-example]")) {
  button.addEventListener("click", () => fill(examples[button.dataset.example]));
}
byId("link").addEventListener("click", makeLink);
byId("clear").addEventListener("click", () => {
  fill({});
  history.replaceState(null, "", location.pathname + location.search);
  byId("image").focus();
});
window.addEventListener("hashchange", readLink);

function stopped() {
  window.ecrkit = undefined;
  setText(byId("verdict"), "What decides has stopped: reload the page. No answer here counts.");
  byId("verdict").dataset.verdict = "undecided";
  for (const id of ["images", "findings"]) byId(id).replaceChildren();
  for (const id of ["presumed", "more"]) byId(id).textContent = "";
}

window.ecrkitReady = () => {
  readLink();
  update();
};

// load runs the program. A host may have taken the compression off already.
async function load() {
  const response = await fetch("ecrkit.wasm.gz");
  if (!response.ok) throw new Error("ecrkit.wasm.gz: " + response.status);
  let data = await response.arrayBuffer();
  const start = new Uint8Array(data, 0, 2);
  if (start[0] === 0x1f && start[1] === 0x8b) {
    data = await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(data, go.importObject);
  await go.run(instance);
  stopped();
}

load().catch((error) => {
  setText(byId("verdict"), "What decides could not be loaded (" + error.message + "), so there is no answer.");
});
