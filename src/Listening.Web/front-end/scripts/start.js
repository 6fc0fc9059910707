// Everything works without this file: it adds the folding menu on small screens, keeps a double click from
// sending a form twice and moves the focus with the skip link and to the error summary.
import { Button, createAll, ErrorSummary, ServiceNavigation, SkipLink } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
createAll(Button, { preventDoubleClick: true })
for (const component of [ErrorSummary, ServiceNavigation, SkipLink]) createAll(component)
