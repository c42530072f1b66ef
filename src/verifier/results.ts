/** Reads what the reporters in runners/ wrote: one record a line; of several with one `n`, the last holds. */
import * as v from 'valibot';
import type { TestResult } from '#model/test-result.ts';

const recordSchema = v.object({
	/** Counts tests within one test file. */
	n: v.number(),
	title: v.array(v.string()),
	status: v.picklist(['passed', 'failed', 'skipped']),
	duration: v.optional(v.number()),
	message: v.optional(v.string())
});

/** Results of one test file, in the order in which its tests began. A line that is cut short is the last one of a killed process. */
export function parseResults(file: string, text: string): TestResult[] {
	const records = new Map<number, v.InferOutput<typeof recordSchema>>();
	for (const line of text.split('\n')) {
		const record = parseLine(line);
		if (record) records.set(record.n, record);
	}
	return numberRepeats(
		[...records.values()].map(({ title, status, duration, message }) => ({
			id: [file, ...title].join(' > '),
			status,
			...(duration !== undefined && { duration }),
			...(message !== undefined && { message })
		}))
	);
}

function parseLine(line: string): v.InferOutput<typeof recordSchema> | null {
	if (!line.startsWith('{')) return null;
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return null; // cut short: the process was killed while it wrote
	}
	const parsed = v.safeParse(recordSchema, value);
	return parsed.success ? parsed.output : null;
}

/** The second test of a name becomes "name #2". */
function numberRepeats(tests: TestResult[]): TestResult[] {
	const seen = new Map<string, number>();
	return tests.map((test) => {
		const count = (seen.get(test.id) ?? 0) + 1;
		seen.set(test.id, count);
		return count === 1 ? test : { ...test, id: `${test.id} #${count}` };
	});
}
