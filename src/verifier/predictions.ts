/** SWE-bench's predictions: JSON Lines, a JSON list, or a JSON object by instance. https://www.swebench.com/SWE-bench/guides/evaluation/ */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';

const schema = v.object({
	instance_id: v.pipe(v.string('it should be a text'), v.minLength(1, 'it is empty')),
	model_name_or_path: v.optional(v.string('it should be a text'), 'unknown'),
	/** A unified diff; null or empty = nothing was tried. */
	model_patch: v.optional(v.nullable(v.string('it should be a text or null')), null)
});
export type Prediction = v.InferOutput<typeof schema>;

/** @throws CodedError E_PREDICTIONS that names the file, the line and what is wrong */
export function parsePredictions(name: string, text: string): Prediction[] {
	const found = valuesOf(name, text).map(({ value, place }) => readOne(name, place, value));
	if (found.length === 0) throw wrong(name, 'it holds no prediction');
	const seen = new Set<string>();
	for (const { instance_id: id } of found) {
		if (seen.has(id)) throw wrong(name, `instance "${id}" is in it twice: keep one of them`);
		seen.add(id);
	}
	return found;
}

type Value = { value: unknown; place: string };

function valuesOf(name: string, text: string): Value[] {
	const whole = text.trim();
	if (whole.startsWith('[') || (whole.startsWith('{') && !isLines(whole))) {
		const content = parseJson(name, 'the file', whole);
		if (Array.isArray(content))
			return content.map((value, index) => ({ value, place: `prediction ${index + 1}` }));
		const entries = Object.entries(content as object);
		if ('instance_id' in (content as object)) return [{ value: content, place: 'the prediction' }];
		return entries.map(([id, value]) => ({
			value: typeof value === 'object' && value !== null ? { instance_id: id, ...value } : value,
			place: `prediction "${id}"`
		}));
	}
	return whole.split('\n').flatMap((line, index) => {
		const place = `line ${index + 1}`;
		return line.trim() === '' ? [] : [{ value: parseJson(name, place, line), place }];
	});
}

/** Whether the first line is an object by itself. */
function isLines(text: string): boolean {
	const [first = ''] = text.split('\n', 1);
	try {
		JSON.parse(first);
		return text.includes('\n') || 'instance_id' in (JSON.parse(first) as object);
	} catch {
		return text.includes('\n') && first.trimEnd().endsWith('}');
	}
}

function parseJson(name: string, place: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw wrong(name, `${place} is not JSON (${error instanceof Error ? error.message : String(error)})`);
	}
}

function readOne(name: string, place: string, value: unknown): Prediction {
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const field = v.getDotPath(issue);
	throw wrong(
		name,
		field ? `field "${field}" of ${place} is missing or wrong: ${issue.message}` : `${place} is not an object`
	);
}

function wrong(name: string, what: string): CodedError {
	return new CodedError('E_PREDICTIONS', `Cannot read predictions from ${name}: ${what}`);
}
