const blob = new Blob(['ab', new Uint8Array([99])], { type: 'text/plain' });
console.log(blob, await blob.text(), new Uint8Array(await blob.slice(1).arrayBuffer()));
let total = 0;
for await (const chunk of blob.stream()) total += chunk.length;
console.log(total, new File(['x'], 'x.txt').name);
