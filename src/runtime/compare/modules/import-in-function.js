// A dynamic import in `new Function` is relative to the file that made the function, not to the working directory.
const load = require('./lib-function/make.cjs');
process.chdir('/');
load('./data.mjs').then(({ name }) => console.log(name));
load('../lib-live.mjs').then((all) => console.log(typeof all));
