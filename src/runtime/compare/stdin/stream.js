// input: "piped é\n"
process.stdin.setEncoding('utf8');
let text = '';
process.stdin
	.on('data', (chunk) => (text += chunk))
	.on('end', () => console.log(JSON.stringify(text), process.stdin.isTTY));
