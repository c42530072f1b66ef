throw new Error('in the first line');
