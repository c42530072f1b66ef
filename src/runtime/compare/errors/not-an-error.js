console.log('before');
throw { code: 42, text: 'an object' };
