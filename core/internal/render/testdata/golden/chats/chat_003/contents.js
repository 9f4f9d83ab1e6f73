satchelContents({"days":[["2025-06-01",1,-1]],"media":1,"topics":[]})
