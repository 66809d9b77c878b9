/**
 * Combines concurrent reads into one query, as Batcher combines appends. A lone question is asked at once. While
 * queries are under way, the next questions gather.
 */
export class ReadCoalescer<Question, Answer> {
  private waiting: { question: Question; settle: (answer: Answer) => void; fail: (error: unknown) => void }[] = [];
  private running = 0;

  /** @param askAll answers in the order of the questions. When it fails, each question fails. */
  constructor(
    private readonly askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly limits: { questions: number; askings: number } = { questions: 256, askings: 3 },
  ) {}

  ask(question: Question): Promise<Answer> {
    return new Promise((settle, fail) => {
      this.waiting.push({ question, settle, fail });
      if (this.waiting.length === 1) setImmediate(() => this.start());
    });
  }

  private start(): void {
    while (this.running < this.limits.askings && this.waiting.length > 0) {
      const asked = this.waiting.splice(0, this.limits.questions);
      this.running += 1;
      this.askAll(asked.map(({ question }) => question))
        .then(
          (answers) => asked.forEach(({ settle }, index) => settle(answers[index] as Answer)),
          (error: unknown) => asked.forEach(({ fail }) => fail(error)),
        )
        .finally(() => {
          this.running -= 1;
          this.start();
        })
        .catch((error: unknown) => asked.forEach(({ fail }) => fail(error)));
    }
  }
}
