/** Globs of export: `**`, `*`, `?`; a match of a directory takes all that is in it. */
export function globMatcher(globs: string[]): (path: string) => boolean {
	const patterns = globs.map(toRegExp);
	return (path) => patterns.some((pattern) => pattern.test(path));
}

function toRegExp(glob: string): RegExp {
	let source = '';
	const text = glob.replace(/^\.?\//, '').replace(/\/$/, '');
	for (let at = 0; at < text.length; at++) {
		if (text.startsWith('**/', at)) {
			source += '(?:.*/)?';
			at += 2;
		} else if (text.startsWith('**', at)) {
			source += '.*';
			at++;
		} else if (text[at] === '*') source += '[^/]*';
		else if (text[at] === '?') source += '[^/]';
		else source += (text[at] ?? '').replace(/[\\^$.|+()[\]{}]/, '\\$&');
	}
	return new RegExp(`^${source}(?:/.*)?$`);
}
