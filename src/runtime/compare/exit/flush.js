process.abort.call;
process.stdout.write('no newline');
process.exit();
