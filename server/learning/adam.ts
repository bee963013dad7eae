/** The Adam optimiser (Kingma & Ba 2015) on one flat array of parameters. */
export class Adam {
  private readonly mean: Float32Array;
  private readonly variance: Float32Array;
  private step = 0;

  /** @param rate size of a step; 0.001 to 0.1 are usual */
  constructor(
    private readonly parameters: Float32Array,
    private readonly rate: number,
  ) {
    this.mean = new Float32Array(parameters.length);
    this.variance = new Float32Array(parameters.length);
  }

  /** One step against the gradient, which is set to zero for the next. */
  update(gradient: Float32Array): void {
    this.step++;
    const correction1 = 1 - Math.pow(BETA1, this.step);
    const correction2 = 1 - Math.pow(BETA2, this.step);
    for (let i = 0; i < gradient.length; i++) {
      const g = gradient[i]!;
      this.mean[i] = BETA1 * this.mean[i]! + (1 - BETA1) * g;
      this.variance[i] = BETA2 * this.variance[i]! + (1 - BETA2) * g * g;
      this.parameters[i]! -= (this.rate * this.mean[i]!) / correction1 / (Math.sqrt(this.variance[i]! / correction2) + EPSILON);
      gradient[i] = 0;
    }
  }
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
