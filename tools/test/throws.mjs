// Loaded into a process of a story: on SIGUSR2 an error is thrown in it that nobody catches.
process.on('SIGUSR2', () => {
  throw new Error('thrown because a story said so');
});
