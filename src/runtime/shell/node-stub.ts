/** What just-bash's browser bundle gets for node:zlib: the commands that need it are not taken from it. */
function missing(): never {
	throw new Error('Cannot compress in the shell: use node:zlib');
}

export const constants = {};
export { missing as gunzipSync, missing as gzipSync };
