namespace NightlyJob.Tests;

public sealed class DiaryTests
{
    [Theory]
    [InlineData(true, false, 0)]
    [InlineData(true, true, 1)]
    [InlineData(false, false, 1)]
    public void A_night_is_right_when_one_node_made_the_report(bool first, bool second, int wrong)
    {
        var diary = new Diary();
        diary.Write(new Entry(7, "node-1", first));
        diary.Write(new Entry(7, "node-2", second));
        diary.Write(new Entry(8, "node-1", true));

        Assert.Equal(wrong, diary.CountWrong());
    }
}
