// Paths as URLs: every printable character, with and without Windows' rules.
const { pathToFileURL, fileURLToPath, parse, domainToASCII } = require('url');
for (let code = 1; code < 128; code++) {
	const path = `/a${String.fromCharCode(code)}b`;
	console.log(JSON.stringify(path), pathToFileURL(path).href);
}
for (const path of ['C:\\foo\\bar', 'C:/x y', '\\\\server\\share\\file', '\\\\?\\UNC\\server\\share\\x']) {
	const url = pathToFileURL(path, { windows: true });
	console.log(url.href, fileURLToPath(url, { windows: true }));
}
for (const host of ['x://0.0,1.1/', 'http://münchen.de/', 'http://A_b.c/']) console.log(parse(host).hostname);
console.log(domainToASCII('español.com'), domainToASCII('xn--iñvalid.com'));
