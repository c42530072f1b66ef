function inner() {
	throw new TypeError('inner failed');
}
class Runner {
	run() {
		inner();
	}
	static start() {
		new Runner().run();
	}
}
Runner.start();
