/** Lessons as plain HTML: read, printed and found without JavaScript; the drills are there with their hints, and a link leads to the page that checks them. */
import { Marked } from 'marked';

const marked = new Marked({ gfm: true });
/** @param {string} text */
const html = (text) => marked.parse(text, { async: false });
/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const STYLE = `:root{color-scheme:light dark}body{max-width:44rem;margin:0 auto;padding:2rem 1rem 4rem;font:17px/1.6 system-ui,sans-serif;color:light-dark(#171b23,#e6e9ef);background:light-dark(#fff,#0d1015)}a{color:light-dark(#3450cf,#94a9ff)}pre{overflow-x:auto;padding:.8rem 1rem;border-radius:8px;background:light-dark(#f0f2f5,#141820)}code{font-size:.9em}section{margin:1.5rem 0;padding:.2rem 1rem 1rem;border:1px solid light-dark(#c3c9d4,#3a4250);border-radius:8px}table{border-collapse:collapse}td,th{padding:.2rem .7rem;border:1px solid light-dark(#c3c9d4,#3a4250);text-align:left}@media print{:root{color-scheme:light}pre{white-space:pre-wrap;overflow:visible;overflow-wrap:anywhere}footer{display:none}body{max-width:none;font-size:11pt;padding:0}section{break-inside:avoid}details:not([open])>*:not(summary){display:none}}`;

/** @param {string} title @param {string} body @param {string} up */
const page = (title, body, up) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Tabgym</title>
<link rel="icon" href="${up}favicon.svg" type="image/svg+xml">
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;

/** @param {any} drill @param {string} id */
function drillHtml(drill, id) {
	const options =
		drill.kind === 'choice'
			? `<ol>${drill.options.map((/** @type {string} */ one) => `<li>${html(one)}</li>`).join('')}</ol>`
			: '';
	const hints = drill.hints
		.map(
			(/** @type {string} */ hint, /** @type {number} */ at) =>
				`<details><summary>Hint ${at + 1}</summary>${html(hint)}</details>`
		)
		.join('');
	const explain = drill.explain ? `<details><summary>Answer</summary>${html(drill.explain)}</details>` : '';
	return `<section id="${drill.id}" aria-label="Drill ${drill.id}">${html(drill.question)}${options}${hints}${explain}<p><a href="../../#/lesson/${id}">Answer it, and have it checked, in Tabgym</a></p></section>`;
}

/** @param {any} lesson @param {{id: string, title: string} | null} next */
export function lessonPage({ id, part, title, minutes, task, segments, drills }, next) {
	const body = segments
		.map((/** @type {any} */ segment) =>
			'drill' in segment
				? drillHtml(
						drills.find((/** @type {any} */ drill) => drill.id === segment.drill),
						id
					)
				: html(segment.text)
		)
		.join('\n');
	return page(
		title,
		`<header><p><a href="../">All lessons</a> · ${escaped(part)}${minutes === null ? '' : ` · ${minutes} minutes`}${task === null ? '' : ` · task <a href="../../#/task/${task}">${escaped(task)}</a>`}</p></header>
<main><h1>${escaped(title)}</h1>
${body}
</main>
<footer><p>${next ? `Next: <a href="../${next.id}.html">${escaped(next.title)}</a>` : '<a href="../">All lessons</a>'}</p></footer>`,
		'../../'
	);
}

/** @param {{id: string, part: string, title: string, minutes: number | null}[]} index */
export function indexPage(index) {
	const parts = [...new Set(index.map(({ part }) => part))];
	const list = parts
		.map((part) => {
			const items = index.filter((lesson) => lesson.part === part);
			return `<h2>${escaped(part)}</h2><ol start="${index.findIndex((lesson) => lesson.part === part) + 1}">${items
				.map(
					({ id, title, minutes }) =>
						`<li><a href="${id}.html">${escaped(title)}</a>${minutes === null ? '' : `, ${minutes} minutes`}</li>`
				)
				.join('')}</ol>`;
		})
		.join('\n');
	return page(
		'Lessons',
		`<main><h1>Debugging agents: twelve lessons</h1>
<p>Each takes 5 to 15 minutes and has drills from real runs. They read like this; <a href="../#/lessons">in Tabgym</a> the drills are checked by running them.</p>
${list}</main>`,
		'../'
	);
}
