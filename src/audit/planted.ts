/** The answer to one field of a form, in one visit. */
export type Answer = {
  /** The name that the flow gives the field. */
  readonly field: string
  /** What is typed or chosen. */
  readonly text: string
  /**
   * True where the text was drawn at random and is long enough to be searched for. A closed choice (`yes`, `42`) occurs
   * everywhere by chance; only the comparison of visits speaks about it.
   */
  readonly planted: boolean
  /** True where the person consents to its being sent: then it is the same in every visit. */
  readonly consented: boolean
}
