const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
fs.mkdtemp(path.join(os.tmpdir(), 'cb-'), (error, dir) => {
	console.log(error);
	const file = path.join(dir, 'x');
	fs.writeFile(file, 'text', (error) => {
		console.log(error);
		fs.readFile(file, 'utf8', (error, text) => {
			console.log(error, text);
			fs.stat(file, (error, stat) => {
				console.log(error, stat.size, stat.isFile());
				fs.open(file, 'r', (error, fd) => {
					fs.read(fd, { buffer: Buffer.alloc(4), position: 1 }, (error, count, buffer) => {
						console.log(error, count, buffer);
						fs.close(fd, (error) => {
							console.log(error);
							fs.access(path.join(dir, 'none'), (error) => {
								console.log(error.code);
								fs.readdir(dir, (error, names) => {
									console.log(error, names);
									fs.rm(dir, { recursive: true }, (error) => {
										console.log(error);
										fs.exists(dir, (found) => console.log(found));
									});
								});
							});
						});
					});
				});
			});
		});
	});
});
console.log('first');
