// Buffers come back from v8.serialize as Buffers, other views as what they were.
const v8 = require('node:v8');
const inside = Buffer.from('text');
const value = { inside, again: inside, bytes: new Uint8Array([1, 2]), list: [Buffer.alloc(0)] };
const copy = v8.deserialize(v8.serialize(value));
console.log(copy, copy.inside === copy.again);
const plain = new v8.Serializer();
plain.writeHeader();
plain.writeValue(new Uint8Array([3]));
const reader = new v8.Deserializer(plain.releaseBuffer());
reader.readHeader();
console.log(reader.readValue());
