// More than a string can hold, of a decoder too.
const { StringDecoder } = require('node:string_decoder');
const { attempt } = require('../help.cjs');
const bytes = Buffer.alloc(2 ** 28);
attempt('text', () => bytes.toString('hex').length);
attempt('decoder', () => new StringDecoder('hex').write(bytes).length);
attempt('decoder of less', () => new StringDecoder('hex').write(bytes.subarray(0, 2)));
