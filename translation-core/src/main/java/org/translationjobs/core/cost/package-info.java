/** What engine calls cost: the ledger, prices and budgets. */
@NullMarked
package org.translationjobs.core.cost;

import org.jspecify.annotations.NullMarked;
