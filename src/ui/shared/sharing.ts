/** Addresses that open something of Tabgym, and files that do. */
import type { Offer } from '#session/shared.svelte.ts';
import type { Embeddable } from '../embed/embed.ts';
import type { Session } from '#session/session.svelte.ts';

/** What the dialog is about. */
export type Sharing =
	{ kind: 'task'; task: string; title: string } | { kind: 'run'; session: Session } | SharedThing;

/** A lesson, a comparison, an evaluation, weights. */
export type SharedThing = {
	kind: 'thing';
	/** As in "Share this comparison". */
	what: string;
	/** Its kind, and the name of its file without an ending. */
	file: Embeddable;
	/** Of the frame that shows it in another page. */
	title: string;
	/** What the link and the file do not carry. */
	note?: string;
	offer: (limits: { full: boolean; before: number }) => Promise<Offer>;
};

/** The page's address up to "#", without what only this visit wants. */
export const siteAddress = (): string => `${location.origin}${location.pathname}#`;

export function download(name: string, text: BlobPart, type = 'application/json'): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	URL.revokeObjectURL(url);
}
