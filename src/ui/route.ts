/** The part of the address after "#": where in the app the user is. What follows a "?" belongs to the page. */
export type Route =
	| { page: 'gallery' }
	| { page: 'task'; id: string }
	| { page: 'about'; id: string }
	| { page: 'run'; id: string }
	| { page: 'settings' }
	| { page: 'import' }
	/** `text`: what a link carries, "url=...", or nothing where a file is to be chosen. */
	| { page: 'shared'; text: string }
	| { page: 'lab'; id: string }
	| { page: 'unknown'; hash: string };

export function parseRoute(hash: string): Route {
	if (/^#(v\d+\.|url=)/.test(hash)) return { page: 'shared', text: hash.slice(1) };
	const [path = ''] = hash.replace(/^#/, '').split('?');
	const [, page = '', encoded = ''] = path.split('/');
	const id = decode(encoded);
	if (page === '' && !encoded) return { page: 'gallery' };
	if ((page === 'settings' || page === 'import') && !encoded) return { page };
	if (page === 'shared' && !encoded) return { page, text: '' };
	if (page === 'lab') return { page, id: id || 'cheats' };
	if ((page === 'task' || page === 'about' || page === 'run') && id) return { page, id };
	return { page: 'unknown', hash };
}

export function linkTo(page: 'task' | 'about' | 'run', id: string): string {
	return `#/${page}/${encodeURIComponent(id)}`;
}

function decode(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null; // a broken escape names nothing
	}
}
