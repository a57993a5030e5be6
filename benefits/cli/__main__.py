from benefits.cli.main import main

main()
