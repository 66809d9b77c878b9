/** Who sees a clinic's pigments and treatments: everybody who works there. */
export const anyRole = ['TECHNICIAN', 'FRONT_DESK', 'HYGIENE_LEAD', 'AUDITOR'] as const;
