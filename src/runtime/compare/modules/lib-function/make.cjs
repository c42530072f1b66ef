module.exports = new Function('specifier', 'return import(specifier)');
