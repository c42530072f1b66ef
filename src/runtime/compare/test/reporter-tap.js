// The whole output of the tap reporter, without its times.
require('./lib-reporter.cjs')('tap');
