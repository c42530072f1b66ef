/** Judged patches for a CI pipeline: JUnit XML and SARIF 2.1.0. */
import type { Log, Result } from 'sarif';
import type { Judged } from './report.ts';

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	// As they are, an attribute would have spaces in their place.
	'\t': '&#9;',
	'\n': '&#10;',
	'\r': '&#13;'
};
/** What XML 1.0 has no form for is replaced. https://www.w3.org/TR/xml/#charsets */
const xml = (text: string) =>
	[...text]
		.map((character) =>
			/[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character)
				? (escapes[character] ?? character)
				: '\ufffd'
		)
		.join('');

type Case = { suite: string; name: string; problem: { kind: 'failure' | 'error'; text: string } | null };

/** Every test that a task names is a case; so is what kept a patch from being judged. */
function casesOf({ id, hasPatch, problem, verdict }: Judged): Case[] {
	const alone = (text: string): Case[] => [
		{ suite: id, name: 'the patch is judged', problem: { kind: 'error', text } }
	];
	if (!hasPatch) return alone('The patch is empty');
	if (!verdict) return alone(problem ?? 'The patch was not judged');
	if (verdict.infraFailure) return alone(verdict.infraFailure);
	const tests = verdict.tests.map((test): Case => ({
		suite: id,
		name: `${test.group}: ${test.id}`,
		problem: test.holds
			? null
			: { kind: 'failure', text: `${test.before} -> ${test.after}${test.message ? `: ${test.message}` : ''}` }
	}));
	const checks = verdict.integrity.map(({ name, ok, detail }): Case => ({
		suite: id,
		name: `integrity: ${name}`,
		problem: ok ? null : { kind: 'failure', text: detail }
	}));
	return [...tests, ...checks];
}

/** https://github.com/testmoapp/junitxml */
export function junit(judged: readonly Judged[]): string {
	const suites = judged.map((one) => {
		const cases = casesOf(one);
		const count = (kind: string) => cases.filter(({ problem }) => problem?.kind === kind).length;
		const seconds = ((one.verdict?.duration ?? 0) / 1000).toFixed(3);
		const lines = cases.map(({ suite, name, problem }) => {
			const head = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`;
			return problem ? `${head}><${problem.kind} message="${xml(problem.text)}"/></testcase>` : `${head}/>`;
		});
		return [
			`  <testsuite name="${xml(one.id)}" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" time="${seconds}">`,
			...lines,
			'  </testsuite>'
		].join('\n');
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tabgym">\n${suites.join('\n')}\n</testsuites>\n`;
}

const rules = [
	{ id: 'test', shortDescription: { text: 'A test that the task names does not do what it must' } },
	{ id: 'patch', shortDescription: { text: 'The patch could not be judged' } }
];

/** A path as a reference within the repository: names of files may hold what a URI gives a meaning. */
const uriOf = (path: string) =>
	path
		.replace(/\p{Surrogate}/gu, '\ufffd')
		.split('/')
		.map(encodeURIComponent)
		.join('/');

/** What is of no file is of the patch, which --out writes there. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarif(judged: readonly Judged[]): Log {
	const results = judged.flatMap((one) =>
		casesOf(one).flatMap(({ suite, name, problem }): Result[] => {
			if (!problem) return [];
			const [, file] = /^(?:FAIL|PASS)_TO_PASS: (.*?)(?: > |$)/.exec(name) ?? [];
			return [
				{
					ruleId: problem.kind === 'failure' ? 'test' : 'patch',
					level: 'error',
					message: { text: `${suite}: ${name}: ${problem.text}` },
					locations: [
						{ physicalLocation: { artifactLocation: { uri: uriOf(file ?? `${suite}/patch.diff`) } } }
					]
				}
			];
		})
	);
	return {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [{ tool: { driver: { name: 'Tabgym', rules } }, results }]
	};
}
