import run, { Box, value } from './lib-counted.mjs';
console.log(value, await run(), new Box().size);
