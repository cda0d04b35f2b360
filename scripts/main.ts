console.log('buha');
