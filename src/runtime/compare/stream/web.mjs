const stream = new ReadableStream({
	start(controller) {
		controller.enqueue('a');
		controller.enqueue('b');
		controller.close();
	}
});
const upper = new TransformStream({
	transform(chunk, controller) {
		controller.enqueue(chunk.toUpperCase());
	}
});
for await (const chunk of stream.pipeThrough(upper)) console.log(chunk);
import { Readable } from 'node:stream';
import { text, json } from 'node:stream/consumers';
console.log(await text(Readable.from(['x', 'y'])), await json(Readable.from(['{"a":', '1}'])));
console.log(await new Response('body').text(), Readable.toWeb(Readable.from(['z'])));
