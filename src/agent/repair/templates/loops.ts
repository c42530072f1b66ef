/** Loops over the keys of an object that see what others put on its prototype. */
import type { ForInStatement } from 'acorn';
import type { Draft, Edit } from '../candidate.ts';
import { placesIn, textOf, type Source } from '../syntax.ts';
import type { Template } from './site.ts';

export const ownKeysOnly: Template = {
	name: 'own keys only',
	*drafts({ node, source, ingredients }): Generator<Draft> {
		if (node.type !== 'ForInStatement') return;
		const prior = ingredients.aboutPrototypes ? 1 : 0;
		const draft = (edits: readonly Edit[], what: string): Draft => ({ edits, what, prior, risk: 0.1 });
		yield draft(ofKeys(source, node), 'only the keys that it has itself');
		const all = placesIn(source).flatMap((place) =>
			place.node.type === 'ForInStatement' ? ofKeys(source, place.node) : []
		);
		if (all.length > 2)
			yield draft(all, `only keys that objects have themselves, in ${all.length / 2} loops`);
	}
};

function ofKeys(source: Source, { left, right }: ForInStatement): Edit[] {
	const between = source.text.slice(left.end, right.start);
	const at = left.end + between.lastIndexOf('in');
	return [
		{ start: at, end: at + 2, text: 'of' },
		{ start: right.start, end: right.end, text: `Object.keys(${textOf(source, right)})` }
	];
}
