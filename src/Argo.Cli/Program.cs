Console.WriteLine("argo");
