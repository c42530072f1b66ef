import { expect, test } from '@playwright/test';
import type { Verdict } from '../src/model/verdict.ts';
import { junit, sarif } from '../src/verifier/ci-formats.ts';
import type { Judged } from '../src/verifier/report.ts';
import { checkSarif, readJunit } from './ci-files.ts';

/** What test titles and messages may hold and XML may not. */
const NASTY = 'a < b && "c" > \'d\' ]]> \u0000\u001b[31m \ud800 \uffff \u{1f600}\n\t<!-- -->';

/** The same with a mark for what XML has no form for. */
const READ = [...NASTY].map((one) => ('\u0000\u001b\ud800\uffff'.includes(one) ? '\ufffd' : one)).join('');

const verdict: Verdict = {
	resolution: 'none',
	tests: [
		{
			id: 'test/a b#1.js > says',
			group: 'FAIL_TO_PASS',
			before: 'failed',
			after: 'failed',
			holds: false,
			message: NASTY
		},
		{ id: `test/a.js > ${NASTY}`, group: 'PASS_TO_PASS', before: 'passed', after: 'failed', holds: false },
		{ id: 'test/a.js > keeps', group: 'PASS_TO_PASS', before: 'passed', after: 'passed', holds: true }
	],
	integrity: [{ name: 'exit codes', ok: false, detail: NASTY }],
	exitCodes: [1],
	duration: 1500,
	host: 'a host'
};
const judged: Judged[] = [
	{ id: 'bad', hasPatch: true, problem: null, fuzz: 0, verdict },
	{ id: 'empty', hasPatch: false, problem: null, fuzz: null, verdict: null },
	{ id: 'broken', hasPatch: true, problem: NASTY, fuzz: null, verdict: null }
];

test('judged patches are JUnit that an XML parser reads, whatever their tests print, and SARIF by its rules', async ({
	page
}) => {
	const suites = await readJunit(page, junit(judged));
	expect(suites.map(({ name, tests, failures, errors }) => [name, tests, failures, errors])).toEqual([
		['bad', 4, 3, 0],
		['empty', 1, 0, 1],
		['broken', 1, 0, 1]
	]);
	const [first] = suites[0]?.cases ?? [];
	expect(first?.name).toBe('FAIL_TO_PASS: test/a b#1.js > says');
	expect(first?.problems[0]?.message).toBe(`failed -> failed: ${READ}`);
	const log = sarif(judged);
	checkSarif(JSON.parse(JSON.stringify(log)));
	const uris = log.runs[0]?.results?.map(
		({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri
	);
	expect(uris?.[0]).toBe('test/a%20b%231.js');
	expect(uris).toHaveLength(5);
});
