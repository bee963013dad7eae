/** Words that point back to what was said before. */
const POINTING_BACK = /^(那|那么|它|他|这|该|其|还有|另外|再|然后|呢|行|知道了|好的|嗯|不好意思|不是|要是|如果|换)|它|那个|那些|这个|这些|前(者|一个)|后者|上面|刚才|同样|并列|里头|里面|其中|此外|这样的|也(是|有|要|这么|一样)/;
const ENDING_SHORT = /呢[?？。!！]*$/;
const SHORT = 14;

/** Whether a question leans on the one before: it points back, or is too short to stand alone. */
export function isFollowUp(question: string): boolean {
  return POINTING_BACK.test(question) || ENDING_SHORT.test(question) || question.length <= SHORT;
}
