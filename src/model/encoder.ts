/** Turns texts into unit-length vectors. Long texts are encoded in windows, so nothing is lost after the model's limit. */
export interface Encoder {
  /** Identifies the weights: heads trained on one encoder refuse another. */
  readonly id: string
  readonly dimensions: number
  encode(texts: readonly string[]): Promise<Float32Array[]>
}
