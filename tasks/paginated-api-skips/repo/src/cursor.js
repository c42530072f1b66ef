/** A place in the sorted list, as a text that travels well in an address. */
export function encodeCursor({ title, id }) {
	return Buffer.from(JSON.stringify([title, id])).toString('base64url');
}

/** @throws {TypeError} where the text is no cursor */
export function decodeCursor(text) {
	try {
		const [title, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
		if (typeof title === 'string' && typeof id === 'string') return { title, id };
	} catch {
		// falls through: whatever is wrong with it, it is no cursor
	}
	throw new TypeError(`"${text}" is not a cursor`);
}
