import { expect, it } from 'vitest';
import type { Verdict } from '#model/verdict.ts';
import { junit, sarif } from './ci-formats.ts';
import { parsePredictions } from './predictions.ts';
import { instanceReport, runReport, type Judged } from './report.ts';

const verdict = (resolution: Verdict['resolution'], more: Partial<Verdict> = {}): Verdict => ({
	resolution,
	tests: [
		{
			id: 'test/a.js > adds',
			group: 'FAIL_TO_PASS',
			before: 'failed',
			after: resolution === 'full' ? 'passed' : 'failed',
			holds: resolution === 'full',
			message: '1 < 2 & "3"\u0007'
		},
		{ id: 'test/a.js > keeps', group: 'PASS_TO_PASS', before: 'passed', after: 'passed', holds: true }
	],
	integrity: [{ name: 'exit codes', ok: true, detail: 'they agree' }],
	exitCodes: [0],
	duration: 1500,
	host: 'a host',
	...more
});
const judged: Judged[] = [
	{ id: 'good', hasPatch: true, problem: null, fuzz: 0, verdict: verdict('full') },
	{ id: 'bad', hasPatch: true, problem: null, fuzz: 2, verdict: verdict('none') },
	{ id: 'empty', hasPatch: false, problem: null, fuzz: null, verdict: null },
	{ id: 'broken', hasPatch: true, problem: 'Cannot apply the patch', fuzz: null, verdict: null },
	{
		id: 'infra',
		hasPatch: true,
		problem: null,
		fuzz: 0,
		verdict: verdict('none', { infraFailure: 'the sandbox is gone' })
	}
];

it('sums a run up as SWE-bench does', () => {
	expect(runReport(['good', 'bad', 'empty', 'broken', 'infra', 'other'], judged)).toMatchObject({
		total_instances: 6,
		submitted_instances: 5,
		completed_instances: 2,
		resolved_instances: 1,
		unresolved_instances: 1,
		empty_patch_instances: 1,
		error_instances: 1,
		infra_failure_instances: 1,
		resolved_ids: ['good'],
		unresolved_ids: ['bad'],
		empty_patch_ids: ['empty'],
		error_ids: ['broken'],
		infra_failure_ids: ['infra'],
		incomplete_ids: ['other'],
		failure_reasons: { broken: 'Cannot apply the patch', infra: 'the sandbox is gone' },
		schema_version: 2
	});
});

it('tells of one instance which tests hold, whether its patch applied, and with which fuzz', () => {
	expect(instanceReport(judged[1] as Judged)).toMatchObject({
		bad: {
			patch_exists: true,
			patch_successfully_applied: true,
			resolved: false,
			tests_status: {
				FAIL_TO_PASS: { success: [], failure: ['test/a.js > adds'] },
				PASS_TO_PASS: { success: ['test/a.js > keeps'], failure: [] }
			},
			tabgym: { fuzz: 2 }
		}
	});
});

it('writes JUnit XML that can be read, and SARIF with the test files', () => {
	const text = junit(judged);
	expect(text).toContain('<testsuite name="bad" tests="3" failures="1" errors="0" time="1.500">');
	expect(text).toContain('message="failed -&gt; failed: 1 &lt; 2 &amp; &quot;3&quot;\ufffd"');
	expect(text.match(/<error /g)).toHaveLength(3);
	const [run] = sarif(judged).runs;
	const rules = run?.tool.driver.rules?.map(({ id }) => id);
	const places = run?.results?.map(({ ruleId, locations }) => [
		rules?.includes(ruleId ?? ''),
		locations?.[0]?.physicalLocation?.artifactLocation?.uri
	]);
	expect(places).toEqual([
		[true, 'test/a.js'],
		[true, 'empty/patch.diff'],
		[true, 'broken/patch.diff'],
		[true, 'infra/patch.diff']
	]);
});

const line = (id: string) => JSON.stringify({ instance_id: id, model_name_or_path: 'm', model_patch: 'x' });

it('reads JSON Lines, a list and an object by instance', () => {
	const expected = [{ instance_id: 'a', model_name_or_path: 'm', model_patch: 'x' }];
	expect(parsePredictions('p', `${line('a')}\n\n`)).toEqual(expected);
	expect(parsePredictions('p', line('a'))).toEqual(expected);
	expect(parsePredictions('p', `[\n${line('a')}\n]`)).toEqual(expected);
	expect(parsePredictions('p', '{"a": {"model_name_or_path": "m", "model_patch": "x"}}')).toEqual(expected);
	expect(
		parsePredictions('p', '{"instance_id": "a", "model_patch": null}\n{"instance_id": "b"}')
	).toMatchObject([{ model_patch: null }, { model_patch: null, model_name_or_path: 'unknown' }]);
});

it.each([
	['', /p: it holds no prediction/],
	[`${line('a')}\n{"instance_id": \n`, /p: line 2 is not JSON/],
	[`${line('a')}\n${line('a')}`, /instance "a" is in it twice/],
	[`${line('a')}\n{"model_patch": "x"}`, /field "instance_id" of line 2 is missing or wrong/],
	['[1]', /prediction 1 is not an object/],
	['{"instance_id": "a", "model_patch": 5}', /field "model_patch" of .* is missing or wrong/]
])('names what is wrong with the predictions %j', (text, message) => {
	expect(() => parsePredictions('p', text)).toThrow(message);
});
