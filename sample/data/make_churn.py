"""Writes churn.csv: 6,000 customers of a made-up telecom company, the same bytes on every run.

    python data/make_churn.py

Nobody in the file is real. The relations are meant to be believable: short contracts, fibre at a high price, many
support calls soon after joining and late payments make people leave; add-ons and long tenure make them stay. Some of it
only shows in combinations, which is what a tree model finds and a straight line does not.
"""

from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20261123
ROWS = 6000


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def make_customers(rows: int, rng: np.random.Generator) -> pd.DataFrame:
    senior = rng.random(rows) < 0.16
    household = rng.choice(["single", "couple", "family"], rows, p=[0.43, 0.31, 0.26])
    region = rng.choice(["north", "south", "east", "west"], rows, p=[0.31, 0.22, 0.19, 0.28])

    tenure = np.clip(np.round(rng.gamma(1.25, 25, rows)), 1, 72).astype(int)
    # The longer somebody has been a customer, the likelier a long contract.
    stay = sigmoid((tenure - 34) / 14)
    draw = rng.random(rows)
    contract = np.where(draw < 0.72 * (1 - stay) + 0.12, "month-to-month", np.where(draw < 0.80, "one-year", "two-year"))

    internet = rng.choice(["fiber", "dsl", "none"], rows, p=[0.46, 0.36, 0.18])
    addons = np.where(internet == "none", 0, rng.binomial(5, 0.42, rows))
    base = np.select([internet == "fiber", internet == "dsl"], [69.0, 46.0], 20.0)
    discount = np.select([contract == "two-year", contract == "one-year"], [5.0, 2.5], 0.0)
    monthly = np.round(np.clip(base + 5.2 * addons - discount + rng.normal(0, 4.5, rows), 17.5, 125), 2)
    total = np.round(monthly * tenure * rng.uniform(0.96, 1.03, rows), 2)

    data_gb = np.round(
        np.where(internet == "none", rng.gamma(1.1, 1.4, rows), rng.gamma(3.0, np.where(internet == "fiber", 48, 24), rows)), 1
    )
    payment = rng.choice(["card", "bank-transfer", "e-check", "invoice"], rows, p=[0.25, 0.24, 0.33, 0.18])
    paperless = rng.random(rows) < np.where(payment == "invoice", 0.25, 0.68)
    support = rng.poisson(np.select([internet == "fiber", internet == "dsl"], [1.5, 1.1], 0.5) + 0.5 * senior)
    late = rng.poisson(np.where(payment == "e-check", 0.9, 0.35))

    score = (
        -2.5
        + np.select([contract == "month-to-month", contract == "one-year"], [0.95, 0.2], -0.7)
        - 0.016 * tenure
        + 0.012 * (monthly - 65)
        + 0.12 * support
        + 0.15 * late
        - 0.12 * addons
        + 0.25 * senior
        + np.select([household == "family", household == "couple"], [-0.35, -0.1], 0.1)
        # What a straight line misses: trouble in the first year, a dear tariff that is hardly used, the second late
        # bill, and contracts about to run out.
        + 2.4 * ((support >= 2) & (tenure <= 12))
        + 2.2 * ((monthly > 80) & (data_gb < 100))
        + 1.8 * ((late >= 2) & (contract == "month-to-month"))
        + 1.7 * ((contract != "month-to-month") & np.isin(tenure % 12, [11, 0, 1]) & (addons <= 1))
        - 1.6 * ((tenure > 36) & (addons >= 3))
    )
    churned = rng.random(rows) < sigmoid(1.15 * score)

    frame = pd.DataFrame(
        {
            "customer_id": [f"C{100000 + i}" for i in range(rows)],
            "region": region,
            "senior": senior.astype(int),
            "household": household,
            "tenure_months": tenure,
            "contract": contract,
            "internet": internet,
            "addons": addons,
            "payment_method": payment,
            "paperless_billing": paperless.astype(int),
            "monthly_charges": monthly,
            "total_charges": total,
            "data_gb": data_gb,
            "support_calls": support,
            "late_payments": late,
            "churned": churned.astype(int),
        }
    )
    # Billing migrates at night: a new customer's first total can be missing.
    frame.loc[(frame["tenure_months"] == 1) & (rng.random(rows) < 0.25), "total_charges"] = np.nan
    return frame


if __name__ == "__main__":
    target = Path(__file__).with_name("churn.csv")
    customers = make_customers(ROWS, np.random.default_rng(SEED))
    customers.to_csv(target, index=False, lineterminator="\n")
    print(f"{target.name}: {len(customers):,} customers, {customers['churned'].mean():.1%} churned")
