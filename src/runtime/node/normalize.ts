/** Without empty parts, "." and "..", as far as there is something that they leave. */
export function normalize(path: string): string {
	const isAbsolute = path.startsWith('/');
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
		else if (!isAbsolute) parts.push('..');
	}
	return isAbsolute ? `/${parts.join('/')}` : parts.join('/') || '.';
}
