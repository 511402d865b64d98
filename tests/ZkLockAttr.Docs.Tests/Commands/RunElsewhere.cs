using System.Text.RegularExpressions;

namespace ZkLockAttr.Docs.Tests.Commands;

/// <summary>Commands that other tests run already, with more around them than could be made here: which command, and which test.</summary>
internal static class RunElsewhere
{
    private static readonly (string Command, string Test)[] Table =
    [
        (@"dotnet run --project samples/QuickStart", "The_demo_passes_the_lock_on_without_overlap"),
        (@"dotnet run --project samples/QuickStart -- --zookeeper \S+ --name nightly", "The_demo_runs_on_any_ensemble_and_with_any_name"),
        (@"dotnet run --project samples/QuickStart -- worker .*", "A_worker_by_hand_gets_the_lock_and_releases_it"),
        (@"dotnet run --project samples/NightlyJob", "Every_report_is_made_by_exactly_one_of_the_nodes"),
        (@"DOTNET_ENVIRONMENT=Production dotnet run --no-launch-profile --project samples/NightlyJob .*", "In_production_a_process_is_one_node_on_the_ensemble_of_its_configuration"),
        (@"dotnet run --project samples/WebShop( -- --run-to-end)?", "With_the_lock_the_stock_is_sold_and_no_more_and_every_token_is_greater_than_the_one_before"),
        (@"dotnet run --project samples/WebShop -- --run-to-end --without-lock", "Without_the_lock_more_is_sold_than_there_is"),
        (@"dotnet run --project samples/WebShop -- instance .*", "An_interrupted_sale_is_summed_up_and_its_instances_end"),
        (@"apt-get install zookeeper python3-kazoo", "The_kazoo_program_and_the_csharp_program_keep_each_other_out_and_both_get_their_turns"),
        (@"/usr/share/zookeeper/bin/zkServer\.sh start", "The_kazoo_program_and_the_csharp_program_keep_each_other_out_and_both_get_their_turns"),
        (@"/usr/bin/python3 samples/Interop/turns\.py &", "The_kazoo_program_and_the_csharp_program_keep_each_other_out_and_both_get_their_turns"),
        (@"dotnet run --project samples/Interop", "The_kazoo_program_and_the_csharp_program_keep_each_other_out_and_both_get_their_turns"),
        (@"dotnet add package ZkLockAttr", "A_project_with_the_package_builds_without_a_warning_and_runs_locked"),
        (@"dotnet add package ZkLockAttr\.Hosting", "A_project_with_nothing_but_the_hosting_package_locks_its_methods"),
        (@"dotnet add package ZkLockAttr\.Testing", "A_project_with_the_testing_package_and_a_host_runs_locked_on_the_server_inside_it"),
        (@"dotnet new console -o Shop", "The_readmes_commands_and_program_give_what_it_shows"),
        (@"cd Shop", "The_readmes_commands_and_program_give_what_it_shows"),
        (@"dotnet new console -o Hello", "The_five_minutes_of_the_readme_lead_where_it_says"),
        (@"cd Hello", "The_five_minutes_of_the_readme_lead_where_it_says"),
        (@"dotnet run", "The_five_minutes_of_the_readme_lead_where_it_says"),
        (@"dotnet tool install --global ZkLockAttr\.Tool", "The_tool_is_installed_and_runs"),
        (@"dotnet run -c Release --project tests/ZkLockAttr\.Benchmarks -- .*", "The_benchmarks_know_what_the_page_asks_for"),
        (@"zklock watch( .*)?", "Changes_are_told_as_they_come"),
        (@"zklock break orders/42", "The_holder_finds_out_and_the_next_one_gets_the_lock"),
        (@"zklock break orders/42 --node NODE", "One_contender_is_broken_by_its_node"),
        (@"source <\(zklock completions zsh\)", "Zsh_completes_what_is_typed"),
        (@"zklock completions fish \| source", "Fish_completes_what_is_typed"),
        (@"zklock completions pwsh .*", "PowerShell_completes_what_is_typed"),

        // What runs these tests.
        (@"\./test( .*)?", "The_tests_are_run_by_CI"),
        (@"\.ci/run", "The_tests_are_run_by_CI"),
        (@"dotnet format .*", "The_tests_are_run_by_CI"),
        (@"dotnet pack ZkLockAttr\.sln -c Release -o artifacts/packages", "These_packages_are_made_and_no_others"),
        (@"dotnet nuget add source .*", "These_packages_are_made_and_no_others"),
    ];

    public static IEnumerable<string> Tests => Table.Select(row => row.Test).Distinct();

    public static bool Covers(Command command) => Array.Exists(Table, row => Regex.IsMatch(command.Text, $"^{row.Command}$"));
}
