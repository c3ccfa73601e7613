/** The small tables that base calls read. */
export const files = {
  // Row 4 cannot be read, so that skip_bad_rows has something to leave out.
  "pairs.csv": "account,ARR start,ARR end\nA,100,80\nB,100,100\nC,oops,50\n",
  "mixed.csv": "account,currency,ARR start,ARR end\nA,USD,100,80\nB,EUR,100,100\nC,EUR,100,0\n",
  // B is away for three months, so a return is told from a new customer by winback_days.
  "periods.csv":
    "account,start_date,end_date,mrr\nA,2024-01-01,,100\nB,2023-01-01,2024-12-01,50\nB,2025-03-01,,50\nC,2024-06-01,2025-08-01,30\n",
  "tenures.csv": "account,tenure_months,outcome\nA,3,churned\nB,12,active\nC,oops,active\n",
  "ratings.csv": "account,score\nA,9\nB,3\nC,oops\n",
  "health.csv":
    "account,arr,health score,touch,seats,plan\nA,9000,81,high,40,gold\nB,500,35,low,10,basic\nC,700,55,oops,20,gold\n",
  "columns.csv": "account,arr,seats,plan\nA,9000,40,gold\nB,500,10,basic\nC,700,20,gold\n",
  "renewals.csv": "account,arr,renewal date,health\nA,9000,2026-03-31,80\nB,500,2026-05-31,40\nC,oops,2026-05-31,40\n",
  "contacts.csv":
    "name,role,level,relationship,last contact,account\nA. Lee,champion,vp,4,2025-12-01,Acme\nB. Kim,user,director,oops,2025-09-01,Acme\n",
  "book.csv":
    "account,arr,owner,touch,renewal date\nA,150000,Ann,high,2026-03-31\nB,20000,Bo,low,2026-05-31\nC,30000,Bo,low,2026-04-30\nD,oops,Bo,low,2026-05-31\n",
  "accounts.csv":
    "account,arr,owner,renewal date\nA,150000,Ann,2026-03-31\nB,20000,Bo,2026-05-31\nC,30000,Bo,2026-04-30\nD,500,Bo,2026-06-30\n",
};
