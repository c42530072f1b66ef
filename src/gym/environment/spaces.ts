/** What may be done and what is seen, described as Gymnasium describes spaces: https://gymnasium.farama.org/api/spaces/ */
import type { ToolSpec } from '#agent/models/model.ts';
import { randomOf } from '#model/random.ts';

export type Space =
	| { type: 'Discrete'; n: number }
	| { type: 'Text'; minLength: number }
	| { type: 'Dict'; spaces: Readonly<Record<string, Space>> }
	/** One of several, by name; each with the JSON Schema of its input. */
	| { type: 'OneOf'; tools: readonly ToolSpec[] };

export const observationSpace: Space = {
	type: 'Dict',
	spaces: {
		issue: { type: 'Text', minLength: 1 },
		output: { type: 'Text', minLength: 0 },
		exitCode: { type: 'Discrete', n: 256 }
	}
};

export function actionSpace(tools: readonly ToolSpec[]): Space {
	return { type: 'OneOf', tools };
}

export function contains(space: Space, value: unknown): boolean {
	switch (space.type) {
		case 'Discrete':
			return Number.isInteger(value) && Number(value) >= 0 && Number(value) < space.n;
		case 'Text':
			return typeof value === 'string' && value.length >= space.minLength;
		case 'Dict':
			return (
				isRecord(value) && Object.entries(space.spaces).every(([key, inner]) => contains(inner, value[key]))
			);
		case 'OneOf':
			return isRecord(value) && space.tools.some((tool) => isCallOf(tool, value));
		default:
			return space satisfies never;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function isCallOf({ name, parameters }: ToolSpec, { tool, input }: Record<string, unknown>): boolean {
	if (tool !== name || !isRecord(input)) return false;
	return (
		parameters.required.every((key) => key in input) &&
		Object.entries(input).every(([key, value]) => isOfType(parameters.properties[key], value))
	);
}

function isOfType(schema: ToolSpec['parameters']['properties'][string] | undefined, value: unknown): boolean {
	if (!schema) return false;
	if (schema.enum) return typeof value === 'string' && schema.enum.includes(value);
	if (schema.type === 'array') return Array.isArray(value);
	if (schema.type === 'integer') return Number.isInteger(value);
	return typeof value === schema.type;
}

/** Some call that the space contains; the same for the same seed. */
export function sampleAction(space: Space, seed: number): { tool: string; input: Record<string, unknown> } {
	if (space.type !== 'OneOf') throw new TypeError(`A space of type ${space.type} holds no actions`);
	const random = randomOf(seed);
	const { name, parameters } = random.of(space.tools);
	const value = ({ type, enum: values }: ToolSpec['parameters']['properties'][string]): unknown => {
		if (values) return random.of(values);
		if (type === 'array') return [];
		if (type === 'integer' || type === 'number') return random.below(100);
		return type === 'boolean' ? random.below(2) === 1 : random.of(['ls', 'package.json', '.']);
	};
	const input = parameters.required.map((key) => [
		key,
		value(parameters.properties[key] ?? { type: 'string', description: '' })
	]);
	return { tool: name, input: Object.fromEntries(input) as Record<string, unknown> };
}
