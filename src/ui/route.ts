/** The part of the address after "#": where in the app the user is. What follows a "?" belongs to the page. */
export type Route =
	| { page: 'gallery' }
	| { page: 'task'; id: string }
	| { page: 'about'; id: string }
	| { page: 'run'; id: string }
	| { page: 'settings' }
	| { page: 'import' }
	| { page: 'lessons' }
	| { page: 'classroom' }
	/** `id`: "<part>/<lesson>". */
	| { page: 'lesson'; id: string }
	/** `text`: what a link carries, "url=...", or nothing where a file is to be chosen. */
	| { page: 'shared'; text: string }
	| { page: 'lab'; id: string }
	| { page: 'compare'; left: string; right: string }
	| { page: 'open' }
	| { page: 'unknown'; hash: string };

export function parseRoute(hash: string): Route {
	if (/^#(v\d+\.|url=)/.test(hash)) return { page: 'shared', text: hash.slice(1) };
	const [path = ''] = hash.replace(/^#/, '').split('?');
	const [, page = '', encoded = '', more = ''] = path.split('/');
	const id = decode(encoded);
	if (page === '' && !encoded) return { page: 'gallery' };
	if ((page === 'settings' || page === 'import' || page === 'open') && !encoded) return { page };
	if ((page === 'lessons' || page === 'classroom') && !encoded) return { page };
	if (page === 'lesson' && /^[\w-]+$/.test(encoded) && /^[\w-]+$/.test(more))
		return { page, id: `${encoded}/${more}` };
	if (page === 'shared' && !encoded) return { page, text: '' };
	if (page === 'lab') return { page, id: id || 'cheats' };
	const other = decode(more);
	if (page === 'compare' && id && other) return { page, left: id, right: other };
	if ((page === 'task' || page === 'about' || page === 'run') && id) return { page, id };
	return { page: 'unknown', hash };
}

export function linkTo(page: 'task' | 'about' | 'run', id: string): string {
	return `#/${page}/${encodeURIComponent(id)}`;
}

/** `index` from 0; the address counts from 1, as the timeline does. */
export function linkToStep(run: string, index: number): string {
	return `${linkTo('run', run)}?step=${index + 1}`;
}

/** The step that an address names, from 0; null = none. */
export function stepIn(hash: string): number | null {
	const step = Number(new URLSearchParams(hash.split('?')[1] ?? '').get('step'));
	return Number.isInteger(step) && step > 0 ? step - 1 : null;
}

export function linkToComparison(left: string, right: string): string {
	return `#/compare/${encodeURIComponent(left)}/${encodeURIComponent(right)}`;
}

function decode(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null; // a broken escape names nothing
	}
}
