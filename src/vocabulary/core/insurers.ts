/** Who may pay besides the person. An open list: any id of this form is allowed. */
export const insurers = [
  'private-insurance',
  'us-medicare',
  'us-medicaid',
  'us-military',
  'us-veterans',
  'us-state-plan',
  'us-indian-health',
  'employee-assistance',
  'student-plan',
  'accident-insurance',
  'victim-support',
  'public-health-service',
] as const
