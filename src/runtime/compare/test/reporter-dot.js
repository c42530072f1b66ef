// The whole output of the dot reporter, without its times.
require('./lib-reporter.cjs')('dot');
